import { Principal } from '@sambung/accounts';
import { ActorsService } from '@sambung/profiles';
import { Language, languageOfText } from '@sambung/ui';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Deadline } from './calendar-file';
import { OwnerOffers } from './owner-offers.service';

const MOST_PROFILES = 50;

/** The last days of the offers that an owner can still join. Names no business and no person. */
@Injectable()
export class OwnerDeadlines {
  constructor(
    private readonly actors: ActorsService,
    private readonly offers: OwnerOffers,
  ) {}

  async of(tx: EntityManager, owner: Principal, { locale, t }: Pick<Language, 'locale' | 't'>): Promise<Deadline[]> {
    const found = new Map<string, Deadline>();
    for (const actor of await this.actors.list(tx, owner, { limit: MOST_PROFILES })) {
      const { suggestions } = await this.offers.all(tx, actor);
      for (const { offer, explanation } of suggestions) {
        const { validTo: day, name, provider } = offer.version.document;
        if (!day || explanation.verdict === 'notEligible') continue;
        const title = name[languageOfText(locale)];
        found.set(offer.offer.slug, { uid: `${offer.offer.slug}@sambung`, day, title, text: t('calendar.text', { provider }) });
      }
    }
    return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }
}
