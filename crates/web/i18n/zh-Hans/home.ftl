# The first page.

home-title = 您要办什么事
home-search = 说说您要办的事，比如“开饭馆”
home-common = 常办事项
home-own = 我正在办的事
home-own-none = 您目前没有正在办的事。
home-own-all = 查看全部办件
home-life = 个人和家庭
home-enterprise = 企业和单位
home-platforms = 按平台找
home-halls = 到大厅办
home-halls-all = 全部大厅
home-without = 不用登录就能办
home-progress = 凭办件编号和查询码查进度
home-verify = 核验文书和收件凭证
home-commitments = 告知承诺公示
