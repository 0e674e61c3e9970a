home-title = 您要办什么事
home-search = 说说您要办的事，比如“开饭馆”
home-common = 常办事项
