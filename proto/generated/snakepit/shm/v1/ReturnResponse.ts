// Original file: proto/snakepit/shm/v1/broker.proto


export interface ReturnResponse {
}

export interface ReturnResponse__Output {
}
