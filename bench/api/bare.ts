import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  Injectable,
  Module,
  Param,
  Post,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CreateCampaignRequest } from '@raptor/contracts';
import type { FastifyRequest } from 'fastify';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { serve } from '../worker-process';

/** What a team would have after an afternoon: Nest on Fastify, tokens and bodies checked, everything kept in memory, nothing behind it. */
const ISSUER = 'bare';
const TOKEN_LIVES = '15m';

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
const campaigns = new Map<string, object>();

@Injectable()
class TokenGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization = '' } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    await jwtVerify(authorization.replace(/^Bearer /, ''), keys.publicKey, { issuer: ISSUER }).catch(() => {
      throw new UnauthorizedException();
    });
    return true;
  }
}

@UseGuards(TokenGuard)
@Controller('api/v1/campaigns')
class CampaignsController {
  @Get(':id')
  read(@Param('id') id: string): object {
    return campaigns.get(id) ?? {};
  }

  @Post()
  create(@Body() request: CreateCampaignRequest): object {
    const campaign = { id: randomUUID(), ...request, created_at: new Date() };
    campaigns.set(campaign.id, campaign);
    return campaign;
  }
}

@Module({ controllers: [CampaignsController], providers: [TokenGuard] })
class BareModule {}

let app: NestFastifyApplication | undefined;

const methods = {
  start: async (): Promise<{ url: string; token: string }> => {
    keys = await generateKeyPair('ES256');
    app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
    app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
    await app.listen(0, '127.0.0.1');
    const token = await new SignJWT({ role: 'operator' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(ISSUER)
      .setSubject(randomUUID())
      .setExpirationTime(TOKEN_LIVES)
      .sign(keys.privateKey);
    return { url: await app.getUrl(), token };
  },
  stop: async (): Promise<void> => void (await app?.close()),
};

export type BareMethods = typeof methods;

serve(methods);
