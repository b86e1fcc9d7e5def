import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MeResponse, PageQuery, SessionPage, WsTicketResponse } from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPost } from '../api/operation';
import { ApiIds, Id } from '../api/params';
import { Caller, Person } from './caller';
import { LiveTickets, TICKET_SECONDS } from './live-tickets';
import { MeService } from './me.service';
import type { Principal } from './principal';

@ApiTags('auth')
@Controller('auth')
export class MeController {
  constructor(
    private readonly service: MeService,
    private readonly tickets: LiveTickets,
  ) {}

  @ApiGet('me', { id: 'getMe', summary: 'Who the token stands for', openTo: 'viewer', answers: MeResponse })
  me(@Caller() caller: Principal): Promise<MeResponse> {
    return this.service.me(caller);
  }

  @ApiGet('sessions', {
    id: 'listSessions',
    summary: 'Your sign-ins that are still good',
    description: 'For people, not API keys.',
    openTo: 'viewer',
    answers: SessionPage,
  })
  sessions(@Person() { id, sessionId }: Principal, @Query() query: PageQuery): Promise<SessionPage> {
    return this.service.list(id, sessionId, query);
  }

  @ApiIds('id')
  @ApiDelete('sessions/:id', {
    id: 'endSession',
    summary: 'Sign one of your sessions out',
    description: 'For people, not API keys.',
    openTo: 'viewer',
  })
  endSession(@Person() { id: userId }: Principal, @Id() id: string): Promise<void> {
    return this.service.endSession(userId, id);
  }

  @ApiPost('ws-ticket', {
    id: 'issueWsTicket',
    summary: 'A ticket for one socket of the live channel',
    openTo: 'viewer',
    answers: WsTicketResponse,
    withoutKey: true,
  })
  async ticket(@Caller() caller: Principal): Promise<WsTicketResponse> {
    return { ticket: await this.tickets.issue(caller), expires_in: TICKET_SECONDS };
  }
}
