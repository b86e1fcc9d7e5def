import { Body, Controller, Headers } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptedResponse,
  ForgotPasswordRequest,
  LoginRequest,
  LogoutRequest,
  RefreshRequest,
  RegisterRequest,
  ResetPasswordRequest,
  TokenResponse,
  VerifyEmailRequest,
} from '@raptor/contracts';
import { ApiPost } from '../api/operation';
import { PasswordResetService } from './password-reset.service';
import { RefreshService } from './refresh.service';
import { RegistrationService } from './registration.service';
import { SignInService } from './sign-in.service';

/** Nothing here is remembered by an idempotency key: an answer is good once, and a second one harms nobody. */
const PUBLIC = { openTo: 'public', withoutKey: true } as const;
const GUESSED = { ...PUBLIC, bucket: 'sign-in' } as const;
const ACCEPTED: AcceptedResponse = { status: 'accepted' };

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly signIns: SignInService,
    private readonly refreshes: RefreshService,
    private readonly resets: PasswordResetService,
  ) {}

  @ApiPost('register', {
    id: 'register',
    summary: 'Ask for an account with a first workspace',
    description:
      'Both begin when the link in the mail is opened. The answer is the same for an address that has an account: its owner is told by mail.',
    answers: AcceptedResponse,
    status: 202,
    ...GUESSED,
  })
  async register(@Body() request: RegisterRequest): Promise<AcceptedResponse> {
    await this.registrations.register(request);
    return ACCEPTED;
  }

  @ApiPost('email/verify', {
    id: 'verifyEmail',
    summary: 'Begin an account with the token of a mail',
    problems: [401],
    ...GUESSED,
  })
  verify(@Body() { token }: VerifyEmailRequest): Promise<void> {
    return this.registrations.prove(token);
  }

  @ApiPost('login', {
    id: 'login',
    summary: 'Sign in with e-mail and password',
    answers: TokenResponse,
    status: 200,
    problems: [401, 403],
    ...GUESSED,
  })
  login(@Body() request: LoginRequest, @Headers('user-agent') device?: string): Promise<TokenResponse> {
    return this.signIns.signIn(request, device);
  }

  @ApiPost('refresh', {
    id: 'refresh',
    summary: 'Go on with a session, in its workspace or in another',
    description:
      'A refresh token is good once. One that comes again ends the session, unless it comes within seconds, as from two tabs: then it is only refused.',
    answers: TokenResponse,
    status: 200,
    problems: [401, 403],
    ...PUBLIC,
  })
  refresh(@Body() request: RefreshRequest): Promise<TokenResponse> {
    return this.refreshes.refresh(request);
  }

  @ApiPost('logout', { id: 'logout', summary: 'End a session', ...PUBLIC })
  logout(@Body() request: LogoutRequest): Promise<void> {
    return this.refreshes.logOut(request.refresh_token);
  }

  @ApiPost('password/forgot', {
    id: 'forgotPassword',
    summary: 'Ask for a link to choose a new password',
    description: 'It comes by mail, if there is an account with the address.',
    answers: AcceptedResponse,
    status: 202,
    ...GUESSED,
  })
  async forgot(@Body() { email }: ForgotPasswordRequest): Promise<AcceptedResponse> {
    await this.resets.ask(email);
    return ACCEPTED;
  }

  @ApiPost('password/reset', {
    id: 'resetPassword',
    summary: 'Choose a new password with the token of a mail',
    description: 'Ends all sessions of the account.',
    problems: [401],
    ...GUESSED,
  })
  reset(@Body() request: ResetPasswordRequest): Promise<void> {
    return this.resets.reset(request);
  }
}
