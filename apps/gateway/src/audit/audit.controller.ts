import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { AuditEntryResponse, AuditPage, AuditVerdictResponse, PageQuery } from '@raptor/contracts';
import { NDJSON } from '../api/ndjson';
import { ApiGet } from '../api/operation';
import { AuditReading } from './audit-reading.service';

@ApiTags('operations')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditReading) {}

  @ApiGet('', {
    id: 'listAuditEntries',
    summary: 'List who did what in the workspace',
    description: 'The newest first; by `seq` or `created_at`.',
    openTo: 'admin',
    answers: AuditPage,
  })
  list(@Query() query: PageQuery): Promise<AuditPage> {
    return this.audit.list(query);
  }

  @ApiGet('verify', {
    id: 'verifyAuditLog',
    summary: 'Check that nobody has changed the audit log',
    description:
      'Reads the whole chain. Keep `length` and `head` elsewhere to know later that its end was not cut off.',
    openTo: 'admin',
    answers: AuditVerdictResponse,
  })
  verify(): Promise<AuditVerdictResponse> {
    return this.audit.verify();
  }

  @ApiGet('export', {
    id: 'exportAuditLog',
    summary: 'Export the audit log, as NDJSON',
    description: 'An entry a line, in the order of the chain, with all that its hash is over.',
    openTo: 'admin',
    answers: AuditEntryResponse,
  })
  @ApiProduces(NDJSON)
  export(): Promise<StreamableFile> {
    return this.audit.export();
  }
}
