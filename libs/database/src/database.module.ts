import { Config, ConfigModule } from '@sambung/config';
import { DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, ProcessKind } from './data-source';

@Module({})
export class DatabaseModule {
  static forProcess(kind: ProcessKind): DynamicModule {
    const connection = TypeOrmModule.forRootAsync({
      imports: [ConfigModule],
      inject: [Config],
      useFactory: (config: Config) => {
        const url = kind === 'migration' ? config.migratorUrl : config.DATABASE_URL;
        return { ...dataSourceOptions(url, kind), autoLoadEntities: true, retryAttempts: 3 };
      },
    });
    return { module: DatabaseModule, imports: [connection], exports: [connection] };
  }
}
