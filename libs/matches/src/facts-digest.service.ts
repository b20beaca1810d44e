import { Config } from '@sambung/config';
import { Situation } from '@sambung/matching';
import { BlindIndex } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { factsHash } from './facts';

/** Tells in the database whether facts have changed, without telling which they are. */
@Injectable()
export class FactsDigest {
  private readonly keys: BlindIndex;

  constructor(config: Config) {
    this.keys = new BlindIndex(config, 'facts-digests.v1');
  }

  of(situation: Situation): string {
    return this.ofHash(factsHash(situation));
  }

  ofHash(hash: string): string {
    return this.keys.mac(hash).toString('hex');
  }
}
