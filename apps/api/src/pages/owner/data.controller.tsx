import { Consent, ConsentsService, Institution } from '@sambung/accounts';
import { ActorsService, FactRow, FactsService, shownValue } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { Button, EmptyState, Form, longDate, longDay, Section, SummaryList, Title, useLanguage } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { In } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { isAskable } from '../questions/fact-questions';
import { valueText } from '../results/answers-page';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';

/** What is kept about a business, and the consents, which their owner may take back at any time (UU 27/2022 art. 9). */
@PageController()
@Access('owner')
export class DataController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/data')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const standing = (await this.consents.list(tx, id)).filter(({ withdrawnAt }) => withdrawnAt === null);
      const ids = standing.flatMap(({ institutionId }) => institutionId ?? []);
      const institutions = await tx.findBy(Institution, { id: In(ids) });
      const names = new Map(institutions.map((institution) => [institution.id, institution.name]));
      const facts = await this.facts.current(tx, id);
      const body = <DataPage id={id} name={actor.name} facts={facts} consents={standing} names={names} token={visit.formToken} />;
      return { title: visit.t('data.title'), back: `/usaha/${id}`, body };
    });
  }

  @Post('usaha/:id/persetujuan/:consent/cabut')
  async withdraw(@CurrentVisit() visit: Visit, @Id() id: string, @Id('consent') consentId: string): Promise<PageAnswer> {
    await this.transactions.write(async (tx) => {
      await this.actors.getForChange(tx, visit.caller, id);
      await this.consents.withdraw(tx, id, consentId, visit.caller);
    });
    return { to: `/usaha/${id}/data` };
  }
}

interface DataPageProps {
  id: string;
  name: string;
  facts: readonly FactRow[];
  consents: readonly Consent[];
  /** Names of institutions by id. */
  names: ReadonlyMap<string, string>;
  token: string;
}

function DataPage({ id, name, facts, consents, names, token }: DataPageProps) {
  const language = useLanguage();
  const { t, term, locale } = language;
  const rows = facts.map(({ key, value, observedAt }) => ({
    label: term(FACTS[key]!.label),
    value: (
      <>
        {valueText(key, shownValue(key, value), language)} <span class="catatan">({longDay(locale, observedAt)})</span>
      </>
    ),
    href: isAskable(key) ? `/usaha/${id}/fakta/${key}` : undefined,
  }));
  return (
    <>
      <Title caption={name}>{t('data.title')}</Title>
      <Section title={t('data.answers')}>{rows.length === 0 ? <p>{t('answers.none')}</p> : <SummaryList rows={rows} />}</Section>
      <Section title={t('data.consents')}>
        {consents.length === 0 ? (
          <EmptyState title={t('data.consents.none')}>
            <p>{t('data.consents.none.text')}</p>
          </EmptyState>
        ) : (
          consents.map((consent) => (
            <Form key={consent.id} action={`/usaha/${id}/persetujuan/${consent.id}/cabut`} token={token}>
              <p>
                {consent.institutionId
                  ? t('data.consent.sharing', { institution: names.get(consent.institutionId) ?? '–' })
                  : t('data.consent.matching')}{' '}
                <span class="catatan">({longDate(locale, consent.givenAt)})</span>
              </p>
              <Button kind="warning">{t('data.consent.withdraw')}</Button>
            </Form>
          ))
        )}
        <p class="catatan">{t('data.consent.effect')}</p>
        <p>
          <a href={`/usaha/${id}/jejak`}>{t('audit.title')}</a>
        </p>
      </Section>
    </>
  );
}
