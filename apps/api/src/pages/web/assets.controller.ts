import { notFound } from '@sambung/errors';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/access';
import { assetNamed } from './assets';
import { compressed } from './document';

/** Files that never change under their names, so that a browser asks for each once. */
@Public()
@ApiExcludeController()
@Controller('aset')
export class AssetsController {
  @Get(':name')
  file(@Param('name') name: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string | Buffer {
    const file = assetNamed(name);
    if (!file) throw notFound('FileUnknown', 'Berkas tidak ditemukan.', 'There is no such file.');
    void reply.headers({
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    return compressed(request, reply, file.body);
  }
}
