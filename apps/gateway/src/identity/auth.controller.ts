import { Body, Controller, HttpCode, HttpStatus, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LoginRequest, TokenResponse } from '@raptor/contracts';
import { OpenTo } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import { ApiProblems } from '../openapi/api-problems';
import { SignInService } from './sign-in.service';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly signIns: SignInService) {}

  @Post('login')
  @OpenTo('public')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Sign in with e-mail and password', operationId: 'login' })
  @ApiOkResponse({ type: TokenResponse })
  @ApiProblems(400, 401, 403, 413, 415, 422, 429, 503)
  login(@Body() request: LoginRequest, @Req() http: FastifyRequest): Promise<TokenResponse> {
    return this.signIns.signIn(request, { address: http.ip, device: http.headers['user-agent'] });
  }
}
