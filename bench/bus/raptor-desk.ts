import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { OnMessage, OnQuery } from '@raptor/raptor-bus';
import { answerTo, type Witness } from './contender';
import { BriefFiled, BriefRushed, BriefShelved, GetBrief } from './messages';

const WITNESS = Symbol('WITNESS');
const WORK_MS = Symbol('WORK_MS');

@Controller()
class Desk {
  constructor(
    @Inject(WITNESS) private readonly witness: Witness,
    @Inject(WORK_MS) private readonly workMs: number,
  ) {}

  @OnMessage(BriefFiled)
  filed(@Payload() brief: BriefFiled): void {
    this.witness.begun(brief, 'normal');
  }

  @OnMessage(BriefRushed)
  async rushed(@Payload() brief: BriefRushed): Promise<void> {
    this.witness.begun(brief, 'high');
    if (this.workMs > 0) await delay(this.workMs);
  }

  @OnMessage(BriefShelved)
  async shelved(@Payload() brief: BriefShelved): Promise<void> {
    this.witness.begun(brief, 'low');
    if (this.workMs > 0) await delay(this.workMs);
  }

  @OnQuery(GetBrief)
  get(@Payload() brief: GetBrief): object {
    return answerTo(brief);
  }
}

@Module({})
export class DeskModule {
  static with(witness: Witness, workMs: number): DynamicModule {
    return {
      module: DeskModule,
      controllers: [Desk],
      providers: [
        { provide: WITNESS, useValue: witness },
        { provide: WORK_MS, useValue: workMs },
      ],
    };
  }
}
