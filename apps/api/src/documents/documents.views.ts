import { DOCUMENT_KINDS, DocumentInfo, DocumentKind } from '@sambung/profiles';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

export class AddDocumentRequest {
  static readonly example = { kind: 'nib' };

  @ApiProperty({ enum: DOCUMENT_KINDS, example: 'nib' })
  @IsIn(DOCUMENT_KINDS)
  kind: DocumentKind;
}

export class DocumentView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000d0', kind: 'nib', name: 'nib.pdf', type: 'application/pdf', size: 84210, addedAt: '2026-11-22T03:00:00.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind: DocumentKind;
  @ApiProperty({ description: 'As the sender called it' }) name: string;
  @ApiProperty({ enum: ['image/jpeg', 'application/pdf'] }) type: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size: number;
  @ApiProperty() addedAt: Date;
}

export class DocumentContentView extends DocumentView {
  static override readonly example = { ...DocumentView.example, content: 'JVBERi0xLjcK' };

  @ApiProperty({ format: 'byte', description: 'Base64' }) content: string;
}

export const toDocumentView = ({ id, kind, name, type, size, addedAt }: DocumentInfo): DocumentView => ({
  id,
  kind,
  name,
  type,
  size,
  addedAt,
});
