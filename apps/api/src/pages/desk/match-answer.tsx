import { FieldError } from '@sambung/ui';
import { FormBody, textIn } from '../web/form';
import { PageAnswer } from '../web/page-controller';
import { Visit } from '../web/visit';
import { deskAddress } from './desk-address';
import { MatchFile } from './match-files.service';
import { MatchPage } from './match-page';

/** The page of a match, with what was written and what was wrong with it. */
export function matchAnswer(
  visit: Visit,
  file: MatchFile,
  sent: FormBody,
  errors: FieldError[],
  status = errors.length > 0 ? 422 : 200,
): PageAnswer {
  const back = deskAddress(textIn(sent, 'ke')) ?? undefined;
  const body = <MatchPage file={file} token={visit.formToken} sent={sent} errors={errors} me={visit.caller.id} back={back} />;
  return { title: visit.t('inbox.id'), back: back ?? '/petugas', isWide: true, body, errors, status };
}
