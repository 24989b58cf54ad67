import { knows, type Rules } from "./rules.js";
import { at, type RefState, type State } from "./state.js";
import type { Offer } from "./step.js";

/** What readers do: accept or refuse, finish, take in settles and deaths, let go. */
export function readerSteps(state: State, rules: Rules, offer: Offer): void {
  state.refs.forEach((ref, index) => {
    if (at(state.readers, ref.reader).process === "dead") return;
    if (ref.copies > 0) {
      const verdict = rules.mayAccept(state, ref) ? "accepts" : "refuses";
      offer(`reader ${ref.reader} ${verdict} ref ${index}`, (next) => {
        const delivered = at(next.refs, index);
        delivered.copies -= 1;
        if (verdict === "accepts") accept(next, delivered, rules);
      });
    }
    if (ref.view) {
      offer(`reader ${ref.reader} finishes ref ${index}`, (next) => {
        const finished = at(next.refs, index);
        finished.view = false;
        if (rules.countsDoneAt === "finish") countDone(next, finished);
      });
    }
    if (ref.settling === "to-reader") {
      offer(`reader ${ref.reader} takes in the settle of ref ${index}`, (next) => {
        const settled = at(next.refs, index);
        settled.settling = "taken-in";
        if (rules.settleCounts(at(next.owners, settled.owner).record, settled))
          refuse(next, settled);
      });
    }
  });
  noticeSteps(state, rules, offer);
}

function noticeSteps(state: State, rules: Rules, offer: Offer): void {
  state.readers.forEach((reader, r) => {
    if (reader.process === "dead") return;
    if (reader.notices !== 0 && reader.link === "attached") {
      offer(`reader ${r} hears of deaths`, (next) => fence(next, r, rules));
    }
    const reads = state.refs.some((ref) => ref.reader === r && ref.view);
    if (!reads && (reader.link === "lost" || reader.link === "closed")) {
      offer(`reader ${r} learns that its session is over and unmaps`, (next) => {
        at(next.readers, r).process = "dead";
      });
    }
  });
}

// First it refuses whatever those owners sent, then it counts what it can never accept any more.
function fence(state: State, r: number, rules: Rules): void {
  const reader = at(state.readers, r);
  for (const ref of state.refs) {
    if (ref.reader !== r || !knows(reader.notices, ref.owner)) continue;
    if (rules.ownerDeathCounts(at(state.owners, ref.owner).record, ref)) refuse(state, ref);
  }
  reader.knownDead |= reader.notices;
  reader.notices = 0;
}

function accept(state: State, ref: RefState, rules: Rules): void {
  ref.memory = "accepted";
  ref.view = true;
  ref.accepted += 1;
  if (rules.countsDoneAt === "accept") countDone(state, ref);
}

function refuse(state: State, ref: RefState): void {
  ref.memory = "settled";
  countDone(state, ref);
}

// The reader writes where it was told to, whatever the record is used for by now.
function countDone(state: State, ref: RefState): void {
  at(at(state.owners, ref.owner).record.slots, ref.slot).done += 1;
}
