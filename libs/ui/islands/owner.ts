import { warnWhenIdle } from './idle';
import { prepareUpload } from './upload';

prepareUpload();
warnWhenIdle();
