import { allIds, missedNode, type Reading, type Readings, refusal, start } from "../reading.ts";
import type { Skill } from "../state.ts";
import { refusals } from "./refusals.ts";

/** A walk of a playbook: where it begins, and the skills that it comes to. */
export const readings: Readings = {
  *facts(flow) {
    yield [refusal, refusals(flow)];
    yield [start, flow.starts[0]?.id];
  },

  *read(flow, state, { startAt, skills }) {
    yield refusal;
    if (startAt === undefined) yield start;
    if (state.node === undefined || missedNode(state)) yield allIds;
    const known = new Set(skills?.map(({ tool }) => tool));
    for (const { step_id, kind } of state.trace) {
      const tool = kind === "enter" ? flow.byId.get(step_id)?.tool : undefined;
      if (tool === undefined) continue;
      yield readingOfSkill(tool);
      // Of one that the catalogue lacks it is said which is meant.
      if (!known.has(tool)) yield skillNames;
    }
  },
};

/** What there is to be read of a catalogue; nothing where there is none. */
export function* factsOfSkills(skills: readonly Skill[] | undefined): Iterable<readonly [Reading, unknown]> {
  if (!skills) return;
  yield [skillNames, skills.map(({ tool }) => tool)];
  for (const skill of skills) yield [readingOfSkill(skill.tool), written(skill)];
}

const skillNames: Reading = "skills";

function readingOfSkill(tool: string): Reading {
  return `skill ${tool}`;
}

/** A skill without the places where it is written. */
function written({ place: _, params, ...skill }: Skill): unknown {
  return { ...skill, params: [...params].map(([name, { place: _, ...param }]) => ({ ...param, name })) };
}
