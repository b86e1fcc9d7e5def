import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class FieldProblem {
  @ApiProperty({ description: 'Path of the field', example: 'email' }) field!: string;
  @ApiProperty({ description: 'What is wrong with it', example: 'email must be an email' }) message!: string;
}

/** RFC 9457 problem details: the shape of every error answer. */
export class Problem {
  @ApiProperty({ example: 'urn:raptorflow:problem:request-invalid' }) type!: string;
  @ApiProperty({ example: 'The request has invalid fields' }) title!: string;
  @ApiProperty({ example: 422 }) status!: number;
  @ApiProperty({ description: 'Stable code to switch on', example: 'REQUEST_INVALID' }) code!: string;
  @ApiProperty({ description: 'This occurrence, in a sentence' }) detail!: string;
  @ApiProperty({ description: 'Also in the X-Request-Id header and in the logs' }) request_id!: string;
  @ApiPropertyOptional({ type: [FieldProblem] }) errors?: FieldProblem[];
  @ApiPropertyOptional({ description: 'What to do about it' }) suggestion?: string;
}
