import { API_KEY_SCOPES, ApiKey, ApiKeysService, institutionOf } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { answerOnce } from '../web/answered-once';
import { FormBody, listIn, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { KeysPage } from './keys-page';
import { SecretPage } from './secret-page';

const LONGEST_NAME = 100;

/** Keys for an institution's own programs. */
@PageController()
@Access('partner')
export class KeysPageController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('mitra/kunci')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, {}, []);
  }

  @Post('mitra/kunci')
  async issue(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { t, caller } = visit;
    const name = textIn(form, 'nama')
      .replaceAll(/\p{Cc}/gu, ' ')
      .slice(0, LONGEST_NAME);
    const scopes = API_KEY_SCOPES.filter((scope) => listIn(form, 'izin').includes(scope));
    const errors = [
      ...(name === '' ? [{ field: 'nama', text: t('key.name.missing') }] : []),
      ...(scopes.length === 0 ? [{ field: 'izin', text: t('key.scopes.missing') }] : []),
    ];
    if (errors.length > 0) return this.page(visit, form, errors);
    answerOnce(visit, form);
    const { secret } = await this.transactions.write((tx) =>
      this.apiKeys.issue(tx, institutionOf(caller), name, { scopes, isTest: textIn(form, 'jenis') === 'test' }),
    );
    const body = <SecretPage title={t('key.made')} secret={secret} text={t('key.secret.text')} next="/mitra/kunci" />;
    return { title: t('key.made'), body };
  }

  @Post('mitra/kunci/:id/cabut')
  async revoke(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    await this.apiKeys.revoke(institutionOf(visit.caller), id);
    return { to: '/mitra/kunci' };
  }

  private async page(visit: Visit, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    const keys = await this.apiKeys.list(institutionOf(visit.caller));
    const isOver = ({ revokedAt, expiresAt }: ApiKey) => revokedAt !== null || (expiresAt !== null && expiresAt <= this.clock.now());
    const body = (
      <KeysPage keys={keys.map((apiKey) => ({ apiKey, isOver: isOver(apiKey) }))} token={visit.formToken} sent={sent} errors={errors} />
    );
    return { title: visit.t('key.title'), isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
