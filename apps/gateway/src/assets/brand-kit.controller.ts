import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BrandKitResponse, PutBrandKit, PutBrandKitRequest, ReadBrandKit } from '@raptor/contracts';
import { ApiGet, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';

@ApiTags('assets')
@Controller('brand-kit')
export class BrandKitController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('', {
    id: 'getBrandKit',
    summary: 'Read how the workspace sounds and looks',
    asks: ReadBrandKit,
    answers: BrandKitResponse,
  })
  read(): Promise<BrandKitResponse> {
    return this.owners.ask(ReadBrandKit);
  }

  @ApiPut('', {
    id: 'putBrandKit',
    summary: 'Say how the workspace sounds and looks from now on',
    description: 'It is the next version, as a whole; campaigns that have begun go on with the one they began with.',
    asks: PutBrandKit,
    answers: BrandKitResponse,
  })
  put(@Body() request: PutBrandKitRequest): Promise<BrandKitResponse> {
    return this.owners.ask(PutBrandKit, request);
  }
}
