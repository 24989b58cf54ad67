// Original file: proto/snakepit/shm/v1/admin.proto


export interface StatsRequest {
}

export interface StatsRequest__Output {
}
