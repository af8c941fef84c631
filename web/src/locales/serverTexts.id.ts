/** The server's sentences in Indonesian; tests/documents/serverTexts.test.ts holds them against the server's own tables. */
import type { Wording } from '../serverText.ts';
import { accessWordings } from './serverAccess.id.ts';
import { adviceWordings } from './serverAdvice.id.ts';
import { backupWordings } from './serverBackup.id.ts';
import { cameraFormWordings } from './serverCameraForm.id.ts';
import { cameraWordings } from './serverCameras.id.ts';
import { connectorWordings } from './serverConnectors.id.ts';
import { deviceAnswerWordings } from './serverDeviceAnswers.id.ts';
import { deviceRowWordings } from './serverDeviceRows.id.ts';
import { deviceWordings } from './serverDevices.id.ts';
import { employeeWordings } from './serverEmployees.id.ts';
import { errorWordings } from './serverErrors.id.ts';
import { hoursWordings } from './serverHours.id.ts';
import { importWordings } from './serverImport.id.ts';
import { incidentWordings } from './serverIncidents.id.ts';
import { inputWordings } from './serverInput.id.ts';
import { messageWordings } from './serverMessages.id.ts';
import { peopleWordings } from './serverPeople.id.ts';
import { placeWordings } from './serverPlaces.id.ts';
import { reportWordings } from './serverReports.id.ts';
import { shiftWordings } from './serverShifts.id.ts';
import { syncWordings } from './serverSync.id.ts';
import { whyWordings } from './serverWhy.id.ts';

export const wordings: readonly Wording[] = [
  ...[...errorWordings, ...accessWordings, ...inputWordings, ...backupWordings],
  ...[...cameraWordings, ...cameraFormWordings, ...adviceWordings],
  ...[...peopleWordings, ...importWordings, ...placeWordings, ...shiftWordings],
  ...connectorWordings,
  ...deviceWordings,
  ...deviceAnswerWordings,
  ...deviceRowWordings,
  ...employeeWordings,
  ...hoursWordings,
  ...syncWordings,
  ...messageWordings,
  ...whyWordings,
  ...incidentWordings,
  ...reportWordings,
];
