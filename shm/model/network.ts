import type { Rules } from "./rules.js";
import { at, type ParticipantState, type RefState, type State } from "./state.js";
import type { Offer } from "./step.js";

/** What befalls everybody: messages duplicated or lost, streams broken and resumed, crashes. */
export function networkSteps(state: State, rules: Rules, offer: Offer): void {
  messageSteps(state, offer);
  state.owners.forEach((owner, o) => {
    participantSteps(state, owner, `owner ${o}`, offer, {
      of: (next) => at(next.owners, o),
      breakStream: (next) => dropFrames(next.refs, rules, (ref) => ref.owner === o, "to-sidecar"),
      crash(next) {
        at(next.owners, o).lease = 0;
        at(next.owners, o).phase = "none";
      },
    });
  });
  state.readers.forEach((reader, r) => {
    participantSteps(state, reader, `reader ${r}`, offer, {
      of: (next) => at(next.readers, r),
      breakStream: (next) => dropFrames(next.refs, rules, (ref) => ref.reader === r, "to-reader"),
      crash(next) {
        for (const ref of next.refs) if (ref.reader === r) ref.view = false;
      },
    });
  });
  sidecarFate(state, rules, offer);
}

function messageSteps(state: State, offer: Offer): void {
  state.refs.forEach((ref, index) => {
    if (ref.copies > 0) {
      offer(`a copy of ref ${index} is lost`, (next) => {
        at(next.refs, index).copies -= 1;
      });
    }
    if (ref.copies > 0 && state.left.duplicates > 0) {
      offer(
        `ref ${index} is duplicated on the way`,
        (next) => {
          next.left.duplicates -= 1;
          at(next.refs, index).copies += 1;
        },
        "disturbance",
      );
    }
    const sender = at(state.owners, ref.owner);
    if (ref.settling === "to-sidecar" && state.sidecarUp && sender.link === "attached") {
      offer(`the settle of ref ${index} reaches the sidecar`, (next) => {
        at(next.refs, index).settling = "held";
      });
    }
    // Whoever sends again after a resume cannot know whether the first one had arrived.
    if (ref.settling === "taken-in" && state.sidecarUp && state.left.duplicates > 0) {
      offer(
        `the settle of ref ${index} is forwarded twice`,
        (next) => {
          next.left.duplicates -= 1;
          at(next.refs, index).settling = "held";
        },
        "disturbance",
      );
    }
  });
}

interface ParticipantHooks {
  of(next: State): ParticipantState;
  breakStream(next: State): void;
  crash(next: State): void;
}

function participantSteps(
  state: State,
  participant: ParticipantState,
  who: string,
  offer: Offer,
  hooks: ParticipantHooks,
): void {
  if (participant.process === "dead") return;
  const { link } = participant;
  if (state.sidecarUp && (link === "none" || link === "detached")) {
    offer(`${who} ${link === "none" ? "attaches" : "resumes"}`, (next) => {
      hooks.of(next).link = "attached";
    });
  }
  if (link === "attached" && state.left.detaches > 0) {
    offer(
      `the stream of ${who} breaks`,
      (next) => {
        next.left.detaches -= 1;
        hooks.of(next).link = "detached";
        hooks.breakStream(next);
      },
      "disturbance",
    );
  }
  if (link !== "none" && state.left.crashes > 0) {
    offer(
      `${who} crashes`,
      (next) => {
        next.left.crashes -= 1;
        hooks.of(next).process = "dead";
        hooks.crash(next);
      },
      "disturbance",
    );
  }
}

function dropFrames(
  refs: RefState[],
  rules: Rules,
  concerns: (ref: RefState) => boolean,
  where: "to-sidecar" | "to-reader",
): void {
  const kept = where === "to-sidecar" ? "wanted" : "held";
  for (const ref of refs) {
    if (ref.settling === where && concerns(ref))
      ref.settling = rules.resendsSettles ? kept : "gone";
  }
}

function sidecarFate(state: State, rules: Rules, offer: Offer): void {
  if (!state.sidecarUp) {
    offer("a new sidecar starts and sweeps", (next) => {
      next.sidecarUp = true;
      next.run += 1;
      for (const region of next.regions) region.life = rules.oldRunsRegions;
    });
  } else if (state.left.restarts > 0) {
    offer("the sidecar crashes", loseSidecar, "disturbance");
  }
}

function loseSidecar(state: State): void {
  state.left.restarts -= 1;
  state.sidecarUp = false;
  for (const participant of [...state.owners, ...state.readers]) {
    if (participant.link !== "none") participant.link = "lost";
    participant.notices = 0;
  }
  for (const ref of state.refs) {
    if (ref.settling !== "no" && ref.settling !== "wanted") ref.settling = "gone";
  }
}
