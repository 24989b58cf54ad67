// Original file: proto/snakepit/shm/v1/session.proto


export interface LockHeld {
}

export interface LockHeld__Output {
}
