import { DomainError } from '@sambung/errors';
import { ActorsService, DOCUMENT_KINDS, DocumentKind, Documents } from '@sambung/profiles';
import { FieldError, MessageKey } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { documentRule, readyDocument } from '../../documents/ready-document';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { TakesFile, Upload, Uploaded } from '../../http/uploads';
import { refusalText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DocumentsPage } from './documents-page';
import { BehindPin } from './profile-lock';

const FILE = 'berkas';

/** What was just done, as the address tells. */
const NEWS: ReadonlyMap<string, MessageKey> = new Map([
  ['simpan', 'documents.added'],
  ['hapus', 'documents.removed'],
]);

const isKind = (text: string): text is DocumentKind => (DOCUMENT_KINDS as readonly string[]).includes(text);

/** Owners add photos and documents of a business, look at them and delete them. */
@PageController()
@Access('owner')
@BehindPin()
export class DocumentsPageController {
  constructor(
    private readonly actors: ActorsService,
    private readonly documents: Documents,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/berkas')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, '', []);
  }

  @Post('usaha/:id/berkas')
  @TakesFile(documentRule(FILE))
  async add(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody, @Uploaded() upload: Upload): Promise<PageAnswer> {
    await this.transactions.read((tx) => this.documents.expect(tx, visit.caller, id));
    const kind = textIn(form, 'jenis');
    const errors: FieldError[] = isKind(kind) ? [] : [{ field: 'jenis', text: visit.t('fault.DocumentKindMissing') }];
    try {
      const ready = await readyDocument(upload);
      if (!isKind(kind)) return this.page(visit, id, kind, errors);
      await this.transactions.write((tx) => this.documents.add(tx, visit.caller, id, { kind, ...ready }));
      return { to: `/usaha/${id}/berkas?kabar=simpan` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      return this.page(visit, id, kind, [...errors, { field: FILE, text: refusalText(visit, error) }]);
    }
  }

  @Post('usaha/:id/berkas/:berkas/hapus')
  async remove(@CurrentVisit() visit: Visit, @Id() id: string, @Id('berkas') document: string): Promise<PageAnswer> {
    await this.transactions.write((tx) => this.documents.remove(tx, visit.caller, id, document));
    return { to: `/usaha/${id}/berkas?kabar=hapus` };
  }

  private page(visit: Visit, id: string, kind: string, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const { name } = await this.actors.get(tx, visit.caller, id);
      const documents = await this.documents.list(tx, visit.caller, id);
      const shown = { name, documents, at: `/usaha/${id}/berkas`, news: NEWS.get(visit.query('kabar') ?? '') };
      const body = <DocumentsPage {...shown} token={visit.formToken} kind={kind} errors={errors} />;
      const title = visit.t('documents.title');
      return { title, back: `/usaha/${id}`, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
