import { Injectable } from '@nestjs/common';
import { ReadAssetImage, type AssetImageQuery, type ImagePart } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { Owners } from '../api/owners';

/** Pictures larger than this are not put together here. */
const MOST_BYTES = 16 * 1024 * 1024;

type Asked = { readonly [Key in keyof AssetImageQuery]: AssetImageQuery[Key] | undefined };

/** Puts pictures together of the parts in which they travel. */
@Injectable()
export class AssetImages {
  constructor(private readonly owners: Owners) {}

  async read(id: string, { design, format }: AssetImageQuery): Promise<Buffer> {
    const first = await this.part(id, { design, format }, 0);
    const { total_bytes: total, design_id: drawn } = first;
    if (total > MOST_BYTES) throw new AppError('REQUEST_TOO_LARGE', `The picture has ${total} bytes`);
    const parts = [Buffer.from(first.base64, 'base64')];
    for (let read = parts[0]?.byteLength ?? 0; read < total;) {
      const next = await this.part(id, { design: drawn, format }, read);
      const bytes = Buffer.from(next.base64, 'base64');
      if (bytes.byteLength === 0 || next.total_bytes !== total)
        throw new AppError('SERVICE_UNAVAILABLE', 'The picture was drawn anew while it was read', {
          retryAfterSeconds: 1,
        });
      parts.push(bytes);
      read += bytes.byteLength;
    }
    return Buffer.concat(parts);
  }

  private part(id: string, { design, format }: Partial<Asked>, offset: number): Promise<ImagePart> {
    const which = { ...(design !== undefined && { design }), ...(format !== undefined && { format }) };
    return this.owners.ask<ImagePart>(ReadAssetImage, { id, offset, ...which });
  }
}
