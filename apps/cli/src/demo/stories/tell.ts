import { Report } from '../report';
import { askedInMusrenbang, listedTwice, visitedThenLeft } from './people';
import { limitFell, plannedTwice } from './plans';
import { StoryStage, Told } from './stage';

const line = ({ happened, look }: Told): string => `${happened} See: ${look}`;

/** The stories that the system is measured by, each with what happened and where to see it. @throws Error where one goes otherwise */
export async function tellStories(report: Report, stage: StoryStage): Promise<void> {
  await report.step('A asked in Musrenbang', () => askedInMusrenbang(stage), line);
  const [, left] = await report.step('B visit, then credit', () => visitedThenLeft(stage), ([opened]) => line(opened)); // prettier-ignore
  await report.step('D planned twice', () => plannedTwice(stage), line);
  await report.step('E listed twice', () => listedTwice(stage), line);
  await report.step('F a limit falls', () => limitFell(stage), line);
  await report.step('G consent taken back', () => Promise.resolve(left), line);
}
