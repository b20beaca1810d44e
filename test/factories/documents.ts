import sharp from 'sharp';

/** The least that is a PDF. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** A picture of one colour, as a phone takes it: lying on its side, with where and by what it was taken. */
export const photo = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#c76b29' } })
    .jpeg()
    .withExif({
      IFD0: { Model: 'Kamera Rahasia', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '8/1 7/1 4800/100', GPSLongitudeRef: 'E', GPSLongitude: '112/1 34/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
