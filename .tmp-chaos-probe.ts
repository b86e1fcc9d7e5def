import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { RaptorBus } from '@raptor/raptor-bus';
import { Pool } from 'pg';
console.log(!!NestFactory, !!RaptorBus, !!Pool);
