import '@sambung/tracing';
import 'reflect-metadata';
import { startWorkerProcess } from '@sambung/events';
import { MatcherModule } from './matcher.module';

void startWorkerProcess('matcher', MatcherModule).then(() => process.send?.('ready'));
