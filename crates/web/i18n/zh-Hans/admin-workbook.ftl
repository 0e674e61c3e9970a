# The catalogue as a workbook, out and in.

admin-workbook = 事项表格
admin-workbook-said = 把全部事项导出为国家目录字段的表格，改好后再上传；上传的内容先成为草稿，由另一人复核后才发布。
admin-workbook-way = 导出或上传表格
admin-workbook-download = 下载表格
admin-workbook-out = 现行的全部事项，含“完整数据”表，再上传不丢内容。
admin-workbook-upload = 上传为草稿
admin-workbook-file = 改好的表格
admin-workbook-hint = 请用这里下载的表格，只改“事项清单”表，不要动“完整数据”表。同一事项已有草稿的，新草稿会取代它。
admin-workbook-missing = 请选择一个表格文件
admin-workbook-unreadable = 这个文件打不开，请选择从这里下载的 .xlsx 表格
admin-workbook-no-sheet = 表格里没有“{ $sheet }”表，请重新下载表格，在里面修改
admin-workbook-too-large = 表格太大，最多 { $most } MB，请删去多余的表和图片
admin-workbook-taken = 已上传：{ $drafted } 个事项成为草稿，等待复核；{ $same } 个没有变化。
admin-workbook-wrong = 有 { $count } 处不能采用，所以什么都没有改。请按下面的说明改正后重新上传。
admin-workbook-rows = 要改正的地方
admin-workbook-sheet = 表
admin-workbook-row = 行
admin-workbook-field = 字段
admin-workbook-do = 怎么改
row-damaged = 这一行的完整数据被改动过，请重新下载表格，不要改动这张表
row-unknown-matter = “完整数据”表里没有这个事项，请恢复原来的编码，或删去这一行
row-not-text = 这里变成了数字或日期，请把单元格设为“文本”格式后重新填写
row-unreadable = 读不懂这里的新内容，请照原来的写法填写
row-not-changeable = 这里只供查看，不能在表格里改，请恢复原来的内容
admin-drafts = 等待复核或发布的草稿
admin-origin = 来源
