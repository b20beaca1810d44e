import { Clock } from '@sambung/config';
import { ActorsService } from '@sambung/profiles';
import { languageOfText } from '@sambung/ui';
import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { FileController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { calendarFile, Deadline } from './calendar-file';
import { OwnerOffers } from './owner-offers.service';

const MOST_PROFILES = 50;

/** The last days of the offers that an owner can still join, for the calendar of a phone. Names no business and no person. */
@FileController()
@Access('owner')
export class DeadlinesController {
  constructor(
    private readonly actors: ActorsService,
    private readonly offers: OwnerOffers,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('kabar/jadwal.ics')
  async file(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const deadlines = await this.transactions.read((tx) => this.deadlines(tx, visit));
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="sambung.ics"')
      .header('cache-control', 'no-store');
    return calendarFile(deadlines, this.clock.now());
  }

  private async deadlines(tx: EntityManager, { caller, locale, t }: Visit): Promise<Deadline[]> {
    const found = new Map<string, Deadline>();
    for (const actor of await this.actors.list(tx, caller, { limit: MOST_PROFILES })) {
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
