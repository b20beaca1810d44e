import { ActorSearch, Contacts, SearchTerms } from '@sambung/profiles';
import { checkPhone } from '@sambung/reference';
import { FieldError, MessageKey } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Access } from '../../../http/access';
import { Transactions } from '../../../http/transactions';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController, Redirect } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { isId } from '../desk-address';
import { writtenMask } from '../../web/written-phone';
import { AssistedEntries } from './assisted-entries.service';
import { Found, SearchPage } from './search-page';

const LONGEST_NAME = 200;
const SHORTEST_NAME = 3;
const NUMBER = /^\d{13}$|^\d{16}$/;

/** Terms and faults of the form; what is searched for stays out of the address. */
function readTerms(form: FormBody, visit: Visit): { terms: SearchTerms; errors: FieldError[] } {
  const [name, phone, number] = ['nama', 'telepon', 'nomor'].map((field) => textIn(form, field)) as [string, string, string];
  const checked = phone === '' ? null : checkPhone(phone);
  const digits = number.replaceAll(/[\s.-]/g, '');
  const faults: readonly (readonly [boolean, string, MessageKey])[] = [
    [name + phone + digits === '', 'nama', 'assist.terms.missing'],
    [name !== '' && name.length < SHORTEST_NAME, 'nama', 'assist.name.short'],
    [checked !== null && !checked.ok, 'telepon', 'fault.PhoneWrong'],
    [digits !== '' && !NUMBER.test(digits), 'nomor', 'assist.number.wrong'],
  ];
  const errors = faults.flatMap(([isWrong, field, key]) => (isWrong ? [{ field, text: visit.t(key) }] : []));
  const terms = { name: name.slice(0, LONGEST_NAME), phone: checked?.ok ? checked.value : null, digits: digits || null };
  return { terms, errors };
}

/** Every entry for somebody else begins with a search. */
@PageController()
@Access('officer', 'admin')
export class SearchController {
  constructor(
    private readonly search: ActorSearch,
    private readonly contacts: Contacts,
    private readonly entries: AssistedEntries,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/usaha')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return this.page(visit, {}, [], null);
  }

  @Get('petugas/usaha/baru')
  begin(): Redirect {
    return { to: '/petugas/usaha' };
  }

  @Post('petugas/usaha')
  async find(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { terms, errors } = readTerms(form, visit);
    if (errors.length > 0) return this.page(visit, form, errors, null);
    const { name, phone } = terms;
    const found = await this.transactions.read(async (tx) => {
      const { actors, isElsewhere } = await this.search.find(tx, visit.caller, terms);
      const phones = await this.contacts.phonesOf(tx, actors);
      const rows = actors.map((actor) => ({ actor, phone: writtenMask(phones.get(actor.id) ?? '') }));
      return { rows, isElsewhere, fresh: name && phone ? { name, phone, entry: uuid() } : null };
    });
    return this.page(visit, form, [], found);
  }

  @Post('petugas/usaha/baru')
  async start(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { terms, errors } = readTerms(form, visit);
    const { name, phone } = terms;
    if (errors.length > 0 || !name || !phone) return this.page(visit, form, errors, null);
    const entry = isId(textIn(form, 'isian')) ? textIn(form, 'isian') : uuid();
    await this.transactions.write((tx) => this.entries.begin(tx, visit.caller, entry, { name, phone }));
    return { to: `/petugas/usaha/baru/${entry}` };
  }

  private page(visit: Visit, sent: FormBody, errors: FieldError[], found: Found | null): PageAnswer {
    const body = <SearchPage token={visit.formToken} sent={sent} errors={errors} found={found} />;
    return { title: visit.t('assist.search.title'), isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
