import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SERVICE_KEYS, type ServiceKey } from '../services';

export const REPLICA_STATES = ['alive', 'dead', 'left'] as const;
export type ReplicaState = (typeof REPLICA_STATES)[number];

/** `ready`: a replica is alive and ready. `not_ready`: alive, none ready. `dead`: none alive. `unknown`: never heard of. */
export const SERVICE_STATES = ['ready', 'not_ready', 'dead', 'unknown'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export class FleetReplica {
  @ApiProperty({ description: 'The slot; a restarted process keeps it', example: 'muse-1' }) replica!: string;
  @ApiProperty({ description: 'The process; new at every start' }) instance!: string;
  @ApiProperty({ enum: REPLICA_STATES }) state!: ReplicaState;
  @ApiProperty() ready!: boolean;
  @ApiProperty({ example: '0.1.0' }) version!: string;
  @ApiProperty({ format: 'date-time' }) started_at!: string;
  @ApiProperty({ format: 'date-time' }) last_beat_at!: string;
  @ApiProperty({ description: 'Milliseconds between beats; three missed ones mean dead' }) beat_interval_ms!: number;
  @ApiProperty({ description: 'Messages this replica is working on' }) in_flight!: number;
  @ApiProperty({ description: '99th percentile of the event loop delay, ms' }) event_loop_delay_ms!: number;
  @ApiProperty({ description: 'Resident set size, bytes' }) memory_bytes!: number;
}

export class FleetService {
  @ApiProperty({ enum: SERVICE_KEYS }) service!: ServiceKey;
  @ApiProperty() purpose!: string;
  @ApiProperty({ enum: SERVICE_STATES }) state!: ServiceState;
  @ApiProperty({ description: 'Versions of the replicas that are alive', type: [String] }) versions!: string[];
  @ApiPropertyOptional({ format: 'date-time', nullable: true, type: String }) last_beat_at!: string | null;
  @ApiProperty({ description: 'Messages waiting for this service that no replica has taken' }) lag!: number;
  @ApiProperty({ description: 'Messages taken and not yet acknowledged' }) pending!: number;
  @ApiProperty({ description: 'Agents its live replicas run' }) agents!: number;
  @ApiProperty({ type: [FleetReplica] }) replicas!: FleetReplica[];
}

export class FleetResponse {
  @ApiProperty({ format: 'date-time', description: 'When this view was made' }) at!: string;
  @ApiProperty({ description: 'True when every service is ready' }) healthy!: boolean;
  @ApiProperty({ type: [FleetService] }) services!: FleetService[];
}

export class AgentSummary {
  @ApiProperty({ example: 'MUSE-001' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() purpose!: string;
}

/** What one replica of a service answered just now. */
export class ServiceDescriptionResponse {
  @ApiProperty({ enum: SERVICE_KEYS }) service!: ServiceKey;
  @ApiProperty() replica!: string;
  @ApiProperty() version!: string;
  @ApiProperty() uptime_seconds!: number;
  @ApiProperty({ type: [AgentSummary] }) agents!: AgentSummary[];
  @ApiProperty({ type: [String], description: 'Messages it handles' }) handles!: string[];
}
