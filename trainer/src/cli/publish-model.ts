/** The trainer's own `publish-model`, for machines that have no Worker beside it, such as containers. */
import { publishCommand } from '../publish/publish-command.ts';

await publishCommand();
