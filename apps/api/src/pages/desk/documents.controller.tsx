import { ActorsService, Documents } from '@sambung/profiles';
import { EmptyState, Title } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { DocumentList } from '../owner/documents-page';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';

/** Photos and documents of an applicant, for the officer; opening one is on record. */
@PageController()
@Access('officer', 'admin')
export class DeskDocumentsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly documents: Documents,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/usaha/:id/berkas')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const { t } = visit;
    return this.transactions.read(async (tx) => {
      const { name } = await this.actors.get(tx, visit.caller, id);
      const documents = await this.documents.list(tx, visit.caller, id);
      const body = (
        <>
          <Title caption={name}>{t('documents.title')}</Title>
          {documents.length === 0 ? (
            <EmptyState title={t('documents.desk.none')}>
              <p>{t('documents.desk.none.text')}</p>
            </EmptyState>
          ) : (
            <>
              <p>{t('documents.desk.lead')}</p>
              <DocumentList at={`/petugas/usaha/${id}/berkas`} documents={documents} token={null} />
            </>
          )}
        </>
      );
      return { title: t('documents.title'), back: `/petugas/usaha/${id}`, body };
    });
  }
}
