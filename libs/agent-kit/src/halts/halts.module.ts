import { Module } from '@nestjs/common';
import { BusHalts } from './bus-halts';
import { HaltsConsumer } from './halts.consumer';

/** Where runs hear of stops: inject `HALTS` as {@link Halts}. */
export const HALTS = Symbol('HALTS');

@Module({
  controllers: [HaltsConsumer],
  providers: [BusHalts, { provide: HALTS, useExisting: BusHalts }],
  exports: [BusHalts, HALTS],
})
export class HaltsModule {}
