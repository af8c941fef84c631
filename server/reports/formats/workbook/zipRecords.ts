/** What stands in a ZIP archive around the packed files (PKWARE's APPNOTE 4.3). Pure. */

export type Packed = { name: string; crc: number; size: number; packedSize: number; atByte: number };

const version = 20;
/** Sizes follow the file, for they are not known before it; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980: the same report is the same file. */
const date = 0x0021;

export function zipHeader({ name }: Packed): Buffer {
  const bytes = Buffer.from(name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(deflated, 8);
  head.writeUInt16LE(date, 12);
  head.writeUInt16LE(bytes.length, 26);
  return Buffer.concat([head, bytes]);
}

export function zipDescriptor(entry: Packed): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  sizesInto(descriptor, 4, entry);
  return descriptor;
}

export function zipDirectory(entries: readonly Packed[], atByte: number): Buffer {
  const files = Buffer.concat(entries.map(fileRecord));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(files.length, 12);
  end.writeUInt32LE(atByte, 16);
  return Buffer.concat([files, end]);
}

function fileRecord(entry: Packed): Buffer {
  const bytes = Buffer.from(entry.name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(version, 4);
  record.writeUInt16LE(version, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(deflated, 10);
  record.writeUInt16LE(date, 14);
  sizesInto(record, 16, entry);
  record.writeUInt16LE(bytes.length, 28);
  record.writeUInt32LE(entry.atByte, 42);
  return Buffer.concat([record, bytes]);
}

/** Throws beyond 4 GiB: such a sheet has more rows than any spreadsheet opens. */
function sizesInto(record: Buffer, at: number, { crc, packedSize, size }: Packed): void {
  record.writeUInt32LE(crc, at);
  record.writeUInt32LE(packedSize, at + 4);
  record.writeUInt32LE(size, at + 8);
}
