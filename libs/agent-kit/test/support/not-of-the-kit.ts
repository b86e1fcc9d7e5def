import { Controller, Module } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { ExportMove, SettleAssets } from '@raptor/contracts';
import { OnMessage } from '@raptor/raptor-bus';

@Controller()
class AssetsConsumer {
  @OnMessage(SettleAssets)
  settle(@Payload() _assets: SettleAssets): void {
    // The guild's own tables are not here.
  }

  @OnMessage(ExportMove)
  export(@Payload() _move: ExportMove): void {
    // The guild's own tables are not here.
  }
}

/** What the muse guild reads that is none of the kit's: tests of the kit are of that name and send none of it. */
@Module({ controllers: [AssetsConsumer] })
export class NotOfTheKit {}
