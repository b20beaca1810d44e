import '@sambung/tracing';
import 'reflect-metadata';
import { startWorkerProcess } from '@sambung/events';
import { CourierModule } from './courier.module';

void startWorkerProcess('courier', CourierModule).then(() => process.send?.('ready'));
