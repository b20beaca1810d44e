import { notFound } from '@sambung/errors';
import { RECEIVERS, SNIPPETS, snippetText } from '@sambung/webhooks';
import { Get, Param, StreamableFile } from '@nestjs/common';
import { Access } from '../../http/access';
import { FileController } from '../web/page-controller';

/** The programs of the guide as files, so that nobody copies them out of a page. */
@FileController()
@Access('partner')
export class SnippetsController {
  @Get('mitra/panduan/:berkas')
  download(@Param('berkas') name: string): StreamableFile {
    const program = [...RECEIVERS, ...SNIPPETS].find(({ file }) => file === name);
    if (!program) throw notFound('SnippetUnknown', 'Berkas ini tidak ada.', 'There is no such file.');
    const { file } = program;
    return new StreamableFile(Buffer.from(snippetText(program)), {
      type: 'text/plain; charset=utf-8',
      disposition: `attachment; filename="${file}"`,
    });
  }
}
