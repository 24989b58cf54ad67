/** Why a ref was refused: the codes of docs/protocol.md "What the reader does with a ref", in their order. */
export type RefErrorCode =
  | "REF_MALFORMED"
  | "SEAL_INVALID"
  | "REF_EXPIRED"
  | "OUT_OF_BOUNDS"
  | "STALE_LEASE"
  | "NOT_ADDRESSED"
  | "STALE_GENERATION"
  | "REPLAYED";

const messages: Readonly<Record<RefErrorCode, string>> = {
  REF_MALFORMED: "the ref lacks a field or holds an impossible one",
  SEAL_INVALID: "the ref was forged or altered",
  REF_EXPIRED: "the ref is older than its life",
  OUT_OF_BOUNDS: "the ref points outside its region",
  STALE_LEASE: "the lease of the ref has ended",
  NOT_ADDRESSED: "the ref was made for another session",
  STALE_GENERATION: "the region was written again after the ref was made",
  REPLAYED: "the ref was used before",
};

/** A ref that must not be read. Nothing has been counted for it: its owner settles it. */
export class RefError extends Error {
  readonly code: RefErrorCode;

  constructor(code: RefErrorCode) {
    super(messages[code]);
    this.name = "RefError";
    this.code = code;
  }
}
