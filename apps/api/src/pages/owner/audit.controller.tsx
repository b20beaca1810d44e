import { AuditLine, auditTrail } from '@sambung/audit';
import { ActorsService } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { Language, longMoment, MessageKey, Pagination, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BehindPin } from './profile-lock';

const PAGE_SIZE = 50;
const CURSOR = /^\d{1,18}$/;

/** Who has seen or changed the data of a business, for its owner (UU 27/2022 art. 32). */
@PageController()
@Access('owner')
@BehindPin()
export class AuditPageController {
  constructor(
    private readonly actors: ActorsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/jejak')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const asked = visit.query('sesudah');
    const after = asked && CURSOR.test(asked) ? asked : undefined;
    return this.transactions.read(async (tx) => {
      const { name } = await this.actors.get(tx, visit.caller, id);
      const lines = await auditTrail(tx, id, { after, limit: PAGE_SIZE });
      const here = `/usaha/${id}/jejak`;
      const next = lines.length === PAGE_SIZE ? `${here}?sesudah=${lines.at(-1)!.id}` : null;
      const body = <AuditPage name={name} lines={lines} first={after ? here : null} next={next} />;
      return { title: visit.t('audit.title'), back: `/usaha/${id}/data`, body };
    });
  }
}

const OWN_FIELDS = ['phone', 'name', 'roles', 'regionCode'] as const;

/** A field by its label; what has none is left out. */
function fieldText(field: string, { t, term }: Language): string[] {
  const own = OWN_FIELDS.find((name) => name === field);
  if (own) return [t(`audit.${own}`)];
  const definition = FACTS[field];
  return definition ? [term(definition.label)] : [];
}

const whoText = ({ role, institution, territory }: AuditLine, { t }: Language): string =>
  [t(`audit.by.${role ?? 'system'}` as MessageKey), institution ?? territory].filter(Boolean).join(', ');

interface AuditPageProps {
  name: string;
  lines: readonly AuditLine[];
  first: string | null;
  next: string | null;
}

function AuditPage({ name, lines, first, next }: AuditPageProps) {
  const language = useLanguage();
  const { t, locale } = language;
  return (
    <>
      <Title caption={name}>{t('audit.title')}</Title>
      <p>{t('audit.lead')}</p>
      {lines.length === 0 ? (
        <p>{t('audit.empty')}</p>
      ) : (
        <ol class="linimasa">
          {lines.map((line) => (
            <li key={line.id}>
              <p class="keterangan">
                <time dateTime={line.at.toISOString()}>{longMoment(locale, line.at)}</time> · {whoText(line, language)}
              </p>
              <p class="pokok">{t(`audit.action.${line.action}` as MessageKey)}</p>
              <p>{line.fields.flatMap((field) => fieldText(field, language)).join(', ')}</p>
              {line.reason && line.action !== 'match.decided' ? <p class="catatan">“{line.reason}”</p> : null}
            </li>
          ))}
        </ol>
      )}
      <Pagination first={first} next={next} />
    </>
  );
}
