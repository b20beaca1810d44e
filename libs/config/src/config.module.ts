import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Config, readConfig } from './config';

@Global()
@Module({
  providers: [{ provide: Config, useFactory: () => readConfig() }, Clock],
  exports: [Config, Clock],
})
export class ConfigModule {}
