import { Global, Module } from '@nestjs/common';
import { KeyRotation } from './key-rotation.service';
import { Vault } from './vault.service';

@Global()
@Module({ providers: [KeyRotation, Vault], exports: [KeyRotation, Vault] })
export class VaultModule {}
