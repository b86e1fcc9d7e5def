import { IsInt } from 'class-validator';
import {
  MESSAGE_DEFINITION,
  type ChannelSettings,
  type KeyRing,
  type MessageClass,
  type MessageDefinition,
} from '@raptor/raptor-bus';

const ORDERS = 'chaos.orders';
const PARCELS = 'chaos.parcels';
export const CHANNEL_NAMES = [ORDERS, PARCELS] as const;

/** Services that read; each of them must have each effect once. */
export const READERS = ['billing', 'packing'] as const;

const order = (name: string, lane: MessageDefinition['lane']): MessageDefinition => ({
  kind: 'event',
  name: `chaos.order.${name}`,
  version: 1,
  channel: ORDERS,
  lane,
  readers: READERS,
});

export class OrderPlaced {
  static readonly [MESSAGE_DEFINITION] = order('placed', 'normal');
  @IsInt() number!: number;
}

export class OrderHurried {
  static readonly [MESSAGE_DEFINITION] = order('hurried', 'high');
  @IsInt() number!: number;
}

export class SampleOrdered {
  static readonly [MESSAGE_DEFINITION] = order('sampled', 'low');
  @IsInt() number!: number;
}

/** The second hop: sent by `packing` in the transaction of an order's effect. */
export class ParcelPacked {
  static readonly [MESSAGE_DEFINITION]: MessageDefinition = {
    kind: 'event',
    name: 'chaos.parcel.packed',
    version: 1,
    channel: PARCELS,
    readers: READERS,
  };
  @IsInt() number!: number;
}

export type Numbered = OrderPlaced | OrderHurried | SampleOrdered | ParcelPacked;

export const ORDER_CLASSES = [OrderPlaced, OrderHurried, SampleOrdered] as const;

export const MESSAGES: readonly MessageClass<Numbered>[] = [...ORDER_CLASSES, ParcelPacked];

/** Done entries go soon, so that trimming happens while everything breaks. */
const KEPT_MS = 4_000;

export const CHANNELS: Readonly<Record<string, ChannelSettings>> = {
  [ORDERS]: { keptMs: KEPT_MS },
  [PARCELS]: { keptMs: KEPT_MS },
};

export const KEY_RING: KeyRing = [{ kid: 'chaos-1', secret: Buffer.alloc(32, 9).toString('base64') }];
