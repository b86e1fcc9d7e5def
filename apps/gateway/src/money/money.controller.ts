import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BudgetResponse,
  CostsQuery,
  CostsResponse,
  EstimateRuns,
  QuoteRequest,
  QuoteResponse,
  ReadBudget,
  SetBudget,
  SetBudgetRequest,
  SumCosts,
} from '@raptor/contracts';
import { ApiGet, ApiPost, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';
import { IfMatch } from '../api/params';

@ApiTags('money')
@Controller()
export class MoneyController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('costs', {
    id: 'getCosts',
    summary: 'Read what was spent, by agent, model, campaign, person or day',
    asks: SumCosts,
    answers: CostsResponse,
  })
  costs(@Query() query: CostsQuery): Promise<CostsResponse> {
    return this.owners.ask(SumCosts, query);
  }

  @ApiGet('budget', {
    id: 'getBudget',
    summary: 'Read the budget of this month, and what is left of it',
    asks: ReadBudget,
    answers: BudgetResponse,
  })
  budget(): Promise<BudgetResponse> {
    return this.owners.ask(ReadBudget);
  }

  @ApiPut('budget', {
    id: 'setBudget',
    summary: 'Set the limits of this month and of those to come',
    description: 'Not below what is spent and reserved already: 409.',
    asks: SetBudget,
    answers: BudgetResponse,
    versioned: true,
    problems: [409],
  })
  set(@Body() request: SetBudgetRequest, @IfMatch() version?: number): Promise<BudgetResponse> {
    return this.owners.ask(SetBudget, { ...request, ...(version !== undefined && { if_version: version }) });
  }

  @ApiPost('budget/quote', {
    id: 'quoteRuns',
    summary: 'Say what runs of agents may cost, by what they have cost here',
    asks: EstimateRuns,
    answers: QuoteResponse,
    status: 200,
  })
  quote(@Body() request: QuoteRequest): Promise<QuoteResponse> {
    return this.owners.ask(EstimateRuns, request);
  }
}
