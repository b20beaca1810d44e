import { mayBecome } from '@sambung/matches';
import { Button, ButtonRow, Form, languageOfText, LinkButton, Notice, useLanguage, VerdictTag } from '@sambung/ui';
import { HelpReceived, OverlapWarnings } from './help-sections';
import { MatchFile } from './match-files.service';
import { Assignment, Evidence, History, Particulars } from './match-page';
import { choicesFor } from './read-decision';
import { SeenFields } from './seen-fields';

interface FilePanesProps {
  file: MatchFile;
  token: string;
  /** Id of the officer. */
  me: string;
  /** The desk once this match is decided on. */
  after: string;
  /** The desk with this match open. */
  here: string;
}

const fullPage = (matchId: string, after: string): string => `/petugas/cocok/${matchId}?${new URLSearchParams({ ke: after })}`;

/** The commonest decision at once; every other on the page of the match. */
function QuickDecision({ file: { match, explanation, checks, claim }, token, me, after }: FilePanesProps) {
  const { t } = useLanguage();
  const full = fullPage(match.id, after);
  const isHeld = claim !== null && claim.personId !== me;
  const mayApprove = mayBecome(match.state, 'approved') && explanation.verdict === 'eligible' && checks.length === 0 && !isHeld;
  if (choicesFor(match.state).length === 0) {
    return (
      <ButtonRow>
        <LinkButton href={full} kind="secondary">
          {t('decision.look')}
        </LinkButton>
      </ButtonRow>
    );
  }
  if (!mayApprove) {
    return (
      <ButtonRow>
        <LinkButton href={full}>{t('decision.open')}</LinkButton>
      </ButtonRow>
    );
  }
  return (
    <Form action={`/petugas/cocok/${match.id}/putusan`} token={token}>
      <SeenFields match={match} back={after} />
      <ButtonRow>
        <Button name="putusan" value="approved">
          {t('decision.approved')}
        </Button>
        <LinkButton href={full} kind="secondary">
          {t('decision.others')}
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}

/** The open match: reasons and evidence in one pane, the applicant with earlier help and overlaps in the other. */
export function FilePanes(props: FilePanesProps) {
  const { file, token, me, here, after } = props;
  const { t, locale } = useLanguage();
  const { actor, offer, explanation } = file;
  const speaks = languageOfText(locale);
  return (
    <>
      <div class="meja-bukti">
        <h2>
          {actor.name}: {offer.version.document.name[speaks]}
        </h2>
        <p>
          <VerdictTag verdict={explanation.verdict} />
        </p>
        {explanation.verdict === 'eligible' ? null : <p>{explanation.sentence[speaks]}</p>}
        {file.overlap.holdsMoney && choicesFor(file.match.state).length > 0 ? (
          <Notice kind="warning">
            <p>{t('overlap.holdsMoney')}</p>
          </Notice>
        ) : null}
        <div class="bukan-cetak">
          <QuickDecision {...props} />
        </div>
        <Evidence file={file} />
      </div>
      <div class="meja-profil">
        <h2>{t('inbox.profile')}</h2>
        <Particulars file={file} />
        <p class="tautan-tautan bukan-cetak">
          <a href={`/petugas/usaha/${file.actor.id}`}>{t('record.open')}</a>
          <a href={`/petugas/ganda?usaha=${file.actor.id}`} data-tombol="d">
            {t('twins.of')}
          </a>
          <a href={fullPage(file.match.id, after)} data-tombol=".">
            {t('keys.menu')}
          </a>
        </p>
        <div class="bukan-cetak">
          <Assignment file={file} token={token} me={me} back={here} />
        </div>
        <OverlapWarnings file={file} />
        <HelpReceived file={file} />
        <History file={file} />
      </div>
    </>
  );
}
