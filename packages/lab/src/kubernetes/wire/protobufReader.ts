/** One field of a protobuf message: numbers as bigint, everything with a length as its bytes. */
export interface ProtobufField {
  number: number;
  value: bigint | Buffer;
}

/**
 * Reads the fields of a protobuf message in their order.
 *
 * @throws Error when the bytes are no message
 */
export function readProtobuf(bytes: Buffer): ProtobufField[] {
  const fields: ProtobufField[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (at >= bytes.length) throw new Error('the message ends too early');
      const part = bytes[at++];
      value |= BigInt(part & 0x7f) << shift;
      if (part < 0x80) return value;
    }
    throw new Error('a number is too long');
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) {
      throw new Error('the message ends too early');
    }
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, value: varint() });
        break;
      case 1:
        fields.push({ number, value: take(8) });
        break;
      case 2:
        fields.push({ number, value: take(Number(varint())) });
        break;
      case 5:
        fields.push({ number, value: take(4) });
        break;
      default:
        throw new Error(`wire type ${tag % 8} is not known`);
    }
  }
  return fields;
}
