import { Match, SharingService } from '@sambung/matches';
import { OffersService } from '@sambung/offers';
import { csvLine } from '@sambung/tables';
import { languageOfText } from '@sambung/ui';
import { Get, StreamableFile } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Transactions } from '../../../http/transactions';
import { FileController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { MOST_ROWS } from './read-results';

const AT_ONCE = 100;

/** The shared matches that still wait for a result, to be filled in. Names stay on the page of each match. */
@FileController()
@Access('partner')
export class ResultsFileController {
  constructor(
    private readonly sharing: SharingService,
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/hasil/daftar.csv')
  async list(@CurrentVisit() visit: Visit): Promise<StreamableFile> {
    const lines = await this.transactions.read(async (tx) => {
      const open: Match[] = [];
      let after: string | undefined;
      do {
        const page = await this.sharing.list(tx, visit.caller, { limit: AT_ONCE, ...(after && { after }) });
        open.push(...page.filter(({ state }) => ['offered', 'accepted', 'inProgress'].includes(state)));
        after = page.length === AT_ONCE ? page.at(-1)!.id : undefined;
      } while (after && open.length < MOST_ROWS);
      const names = new Map<string, string>();
      for (const { offerVersionId } of open) {
        if (names.has(offerVersionId)) continue;
        const { version } = await this.offers.byVersion(tx, offerVersionId);
        names.set(offerVersionId, version.document.name[languageOfText(visit.locale)]);
      }
      return open.slice(0, MOST_ROWS).map(({ id, offerVersionId }) => csvLine([id, '', '', '', '', names.get(offerVersionId)!]));
    });
    const text = csvLine(['id', 'hasil', 'alasan', 'jumlah', 'catatan', 'tawaran']) + lines.join('');
    return new StreamableFile(Buffer.from(text), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="sambung-hasil.csv"',
    });
  }
}
