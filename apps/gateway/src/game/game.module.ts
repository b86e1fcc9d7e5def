import { Module } from '@nestjs/common';
import { MembersRepository } from '../workspaces/members.repository';
import { GameController } from './game.controller';
import { Players } from './players';

@Module({ controllers: [GameController], providers: [Players, MembersRepository] })
export class GameModule {}
