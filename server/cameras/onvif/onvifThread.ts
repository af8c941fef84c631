/** Entry of the thread that talks ONVIF. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOnvif } from './answerOnvif.ts';
import type { OnvifQuestion } from './questions.ts';

void answerOnvif(workerData as OnvifQuestion, (answer) => parentPort?.postMessage(answer));
