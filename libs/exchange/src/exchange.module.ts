import { MatchesModule } from '@sambung/matches';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TableImport } from './import/table-import.entity';
import { TableImports } from './import/table-imports.service';

@Module({ imports: [TypeOrmModule.forFeature([TableImport]), MatchesModule], providers: [TableImports], exports: [TableImports] })
export class ExchangeModule {}
